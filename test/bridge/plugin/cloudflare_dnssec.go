package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// zoneDnssec is cloudflare_zone_dnssec (docs/facts/cloudflare.md, DNSSEC).
type zoneDnssec struct{ service service }

func (*zoneDnssec) Metadata(
	_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse,
) {
	response.TypeName = "cloudflare_zone_dnssec"
}

func (*zoneDnssec) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	text := func() schema.StringAttribute { return schema.StringAttribute{Computed: true} }
	number := func() schema.Float64Attribute { return schema.Float64Attribute{Computed: true} }
	replacing := []planmodifier.String{
		stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace(),
	}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":                  schema.StringAttribute{Computed: true, PlanModifiers: replacing},
		"zone_id":             schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"dnssec_multi_signer": schema.BoolAttribute{Optional: true},
		"dnssec_presigned":    schema.BoolAttribute{Optional: true},
		"dnssec_use_nsec3":    schema.BoolAttribute{Optional: true},
		"status": schema.StringAttribute{
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOfCaseInsensitive("active", "disabled")},
		},
		"algorithm":        text(),
		"digest":           text(),
		"digest_algorithm": text(),
		"digest_type":      text(),
		"ds":               text(),
		"flags":            number(),
		"key_tag":          number(),
		"key_type":         text(),
		"modified_on":      text(),
		"public_key":       text(),
	}}
}

type zoneDnssecModel struct {
	ID                types.String  `tfsdk:"id"`
	ZoneID            types.String  `tfsdk:"zone_id"`
	DNSSECMultiSigner types.Bool    `tfsdk:"dnssec_multi_signer"`
	DNSSECPresigned   types.Bool    `tfsdk:"dnssec_presigned"`
	DNSSECUseNsec3    types.Bool    `tfsdk:"dnssec_use_nsec3"`
	Status            types.String  `tfsdk:"status"`
	Algorithm         types.String  `tfsdk:"algorithm"`
	Digest            types.String  `tfsdk:"digest"`
	DigestAlgorithm   types.String  `tfsdk:"digest_algorithm"`
	DigestType        types.String  `tfsdk:"digest_type"`
	DS                types.String  `tfsdk:"ds"`
	Flags             types.Float64 `tfsdk:"flags"`
	KeyTag            types.Float64 `tfsdk:"key_tag"`
	KeyType           types.String  `tfsdk:"key_type"`
	ModifiedOn        types.String  `tfsdk:"modified_on"`
	PublicKey         types.String  `tfsdk:"public_key"`
}

// apiZoneDnssec is what the API answers.
type apiZoneDnssec struct {
	DNSSECMultiSigner *bool    `json:"dnssecMultiSigner"`
	DNSSECPresigned   *bool    `json:"dnssecPresigned"`
	DNSSECUseNsec3    *bool    `json:"dnssecUseNsec3"`
	Status            *string  `json:"status"`
	Algorithm         *string  `json:"algorithm"`
	Digest            *string  `json:"digest"`
	DigestAlgorithm   *string  `json:"digestAlgorithm"`
	DigestType        *string  `json:"digestType"`
	DS                *string  `json:"ds"`
	Flags             *float64 `json:"flags"`
	KeyTag            *float64 `json:"keyTag"`
	KeyType           *string  `json:"keyType"`
	ModifiedOn        *string  `json:"modifiedOn"`
	PublicKey         *string  `json:"publicKey"`
}

func (r *zoneDnssec) edit(plan zoneDnssecModel) (zoneDnssecModel, error) {
	made, _, err := call[apiZoneDnssec](r.service, "editDnssec", plan.ZoneID.ValueString(), plan.body())
	return plan.completed(made), err
}

func (r *zoneDnssec) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.edit)
}

func (r *zoneDnssec) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.edit)
}

func (r *zoneDnssec) find(zone string) (zoneDnssecModel, bool, error) {
	found, isThere, err := call[apiZoneDnssec](r.service, "readDnssec", zone)
	return found.model(zone), isThere, err
}

func (r *zoneDnssec) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	refresh(ctx, request, response, func(state zoneDnssecModel) (zoneDnssecModel, bool, error) {
		return r.find(state.ZoneID.ValueString())
	})
}

func (r *zoneDnssec) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	remove(ctx, request, response, func(state zoneDnssecModel) error {
		_, _, err := call[any](r.service, "deleteDnssec", state.ZoneID.ValueString())
		return err
	})
}

func (r *zoneDnssec) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	found, isThere, err := r.find(request.ID)
	adopt(ctx, response, found, isThere, err)
}

// body is what the provider sends: what the program says.
func (m zoneDnssecModel) body() map[string]any {
	body := map[string]any{}
	if !m.Status.IsNull() {
		body["status"] = m.Status.ValueString()
	}
	for name, value := range map[string]types.Bool{
		"dnssecMultiSigner": m.DNSSECMultiSigner,
		"dnssecPresigned":   m.DNSSECPresigned,
		"dnssecUseNsec3":    m.DNSSECUseNsec3,
	} {
		if !value.IsNull() {
			body[name] = value.ValueBool()
		}
	}
	return body
}

// completed takes from the API's answer only what the program cannot say.
func (m zoneDnssecModel) completed(made apiZoneDnssec) zoneDnssecModel {
	state := made.model(m.ZoneID.ValueString())
	state.Status = m.Status
	state.DNSSECMultiSigner, state.DNSSECPresigned = m.DNSSECMultiSigner, m.DNSSECPresigned
	state.DNSSECUseNsec3 = m.DNSSECUseNsec3
	return state
}

func (a apiZoneDnssec) model(zone string) zoneDnssecModel {
	return zoneDnssecModel{
		ID:                types.StringValue(zone),
		ZoneID:            types.StringValue(zone),
		DNSSECMultiSigner: types.BoolPointerValue(a.DNSSECMultiSigner),
		DNSSECPresigned:   types.BoolPointerValue(a.DNSSECPresigned),
		DNSSECUseNsec3:    types.BoolPointerValue(a.DNSSECUseNsec3),
		Status:            types.StringPointerValue(a.Status),
		Algorithm:         types.StringPointerValue(a.Algorithm),
		Digest:            types.StringPointerValue(a.Digest),
		DigestAlgorithm:   types.StringPointerValue(a.DigestAlgorithm),
		DigestType:        types.StringPointerValue(a.DigestType),
		DS:                types.StringPointerValue(a.DS),
		Flags:             types.Float64PointerValue(a.Flags),
		KeyTag:            types.Float64PointerValue(a.KeyTag),
		KeyType:           types.StringPointerValue(a.KeyType),
		ModifiedOn:        types.StringPointerValue(a.ModifiedOn),
		PublicKey:         types.StringPointerValue(a.PublicKey),
	}
}
