package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// workersScript is cloudflare_workers_script, as far as mailzone uses it (docs/facts/cloudflare.md, Workers).
type workersScript struct{ service service }

func (*workersScript) Metadata(
	_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse,
) {
	response.TypeName = "cloudflare_workers_script"
}

func (*workersScript) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	replacing := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":                 schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"account_id":         schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"script_name":        schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"content":            schema.StringAttribute{Optional: true},
		"main_module":        schema.StringAttribute{Optional: true},
		"compatibility_date": schema.StringAttribute{Optional: true, Computed: true},
		"created_on":         schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"modified_on":        schema.StringAttribute{Computed: true},
		"etag":               schema.StringAttribute{Computed: true},
	}}
}

type scriptModel struct {
	ID                types.String `tfsdk:"id"`
	AccountID         types.String `tfsdk:"account_id"`
	ScriptName        types.String `tfsdk:"script_name"`
	Content           types.String `tfsdk:"content"`
	MainModule        types.String `tfsdk:"main_module"`
	CompatibilityDate types.String `tfsdk:"compatibility_date"`
	CreatedOn         types.String `tfsdk:"created_on"`
	ModifiedOn        types.String `tfsdk:"modified_on"`
	Etag              types.String `tfsdk:"etag"`
}

// apiScript is a script as the API answers it.
type apiScript struct {
	Content           string `json:"content"`
	CompatibilityDate string `json:"compatibilityDate"`
	Etag              string `json:"etag"`
	CreatedOn         string `json:"createdOn"`
	ModifiedOn        string `json:"modifiedOn"`
}

// put makes the script, or puts another in its place, and takes from the answer only what the program leaves open.
func (r *workersScript) put(m scriptModel) (scriptModel, error) {
	body := map[string]any{}
	put(body, "content", m.Content)
	put(body, "mainModule", m.MainModule)
	put(body, "compatibilityDate", m.CompatibilityDate)
	made, _, err := call[apiScript](
		r.service, "putScript", m.AccountID.ValueString(), m.ScriptName.ValueString(), body)
	m.ID = m.ScriptName
	m.CreatedOn, m.ModifiedOn = types.StringValue(made.CreatedOn), types.StringValue(made.ModifiedOn)
	m.Etag = types.StringValue(made.Etag)
	if m.CompatibilityDate.IsUnknown() {
		m.CompatibilityDate = types.StringValue(made.CompatibilityDate)
	}
	return m, err
}

func (r *workersScript) Create(
	ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse,
) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.put)
}

func (r *workersScript) Update(
	ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse,
) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.put)
}

// live is the state that the API's script makes; which module is the main one it does not answer.
func (m scriptModel) live(found apiScript) scriptModel {
	m.ID = m.ScriptName
	m.Content = types.StringValue(found.Content)
	m.CompatibilityDate = types.StringValue(found.CompatibilityDate)
	m.CreatedOn, m.ModifiedOn = types.StringValue(found.CreatedOn), types.StringValue(found.ModifiedOn)
	m.Etag = types.StringValue(found.Etag)
	return m
}

func (r *workersScript) find(m scriptModel) (scriptModel, bool, error) {
	found, isThere, err := call[apiScript](
		r.service, "readScript", m.AccountID.ValueString(), m.ScriptName.ValueString())
	return m.live(found), isThere, err
}

func (r *workersScript) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	refresh(ctx, request, response, r.find)
}

func (r *workersScript) Delete(
	ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse,
) {
	remove(ctx, request, response, func(state scriptModel) error {
		_, _, err := call[any](
			r.service, "deleteScript", state.AccountID.ValueString(), state.ScriptName.ValueString())
		return err
	})
}

func (r *workersScript) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	account, name, ok := importParts(request, response, "<account_id>/<script_name>")
	if !ok {
		return
	}
	found, isThere, err := r.find(
		scriptModel{AccountID: types.StringValue(account), ScriptName: types.StringValue(name)})
	adopt(ctx, response, found, isThere, err)
}
