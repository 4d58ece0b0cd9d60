package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// dnsRecord is cloudflare_dns_record (docs/facts/cloudflare.md, provider).
type dnsRecord struct{ service service }

var recordTypes = strings.Fields(
	"A AAAA CNAME MX NS OPENPGPKEY PTR TXT CAA CERT DNSKEY DS HTTPS LOC NAPTR SMIMEA SRV SSHFP SVCB TLSA URI")

func (*dnsRecord) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "cloudflare_dns_record"
}

func (*dnsRecord) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	replacing := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":      schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"zone_id": schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"name":    schema.StringAttribute{Required: true},
		"type": schema.StringAttribute{
			Required:      true,
			PlanModifiers: replacing,
			Validators:    []validator.String{stringvalidator.OneOfCaseInsensitive(recordTypes...)},
		},
		"ttl":     schema.Float64Attribute{Required: true},
		"comment": schema.StringAttribute{Optional: true},
		"content": schema.StringAttribute{
			Optional:   true,
			Computed:   true,
			Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("data"))},
		},
		"priority": schema.Float64Attribute{
			Optional:   true,
			Validators: []validator.Float64{float64validator.Between(0, 65535)},
		},
		"proxied": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"tags": schema.SetAttribute{
			Optional:      true,
			Computed:      true,
			ElementType:   types.StringType,
			PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
		},
		"data": schema.SingleNestedAttribute{
			Optional:   true,
			Validators: []validator.Object{objectvalidator.ConflictsWith(path.MatchRoot("content"))},
			Attributes: dataAttributes(),
		},
		"settings": schema.SingleNestedAttribute{
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
			Attributes: map[string]schema.Attribute{
				"flatten_cname": schema.BoolAttribute{Optional: true, Computed: true},
				"ipv4_only":     schema.BoolAttribute{Optional: true, Computed: true},
				"ipv6_only":     schema.BoolAttribute{Optional: true, Computed: true},
			},
		},
		"created_on":          schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"modified_on":         schema.StringAttribute{Computed: true},
		"comment_modified_on": schema.StringAttribute{Computed: true},
		"tags_modified_on":    schema.StringAttribute{Computed: true},
		"meta":                schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"proxiable": schema.BoolAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
	}}
}

func dataAttributes() map[string]schema.Attribute {
	// its type is not fixed: the API has a number, programs may have a text
	attributes := map[string]schema.Attribute{"flags": schema.DynamicAttribute{Optional: true}}
	for _, name := range strings.Fields("tag value target certificate") {
		attributes[name] = schema.StringAttribute{Optional: true}
	}
	for name, greatest := range map[string]float64{
		"priority": 65535, "weight": 65535, "port": 65535, "usage": 255, "selector": 255, "matching_type": 255,
	} {
		attributes[name] = schema.Float64Attribute{
			Optional:   true,
			Validators: []validator.Float64{float64validator.Between(0, greatest)},
		}
	}
	return attributes
}

// ModifyPlan hides differences that mean nothing, and leaves the time of the last change unknown only if there is a change.
func (*dnsRecord) ModifyPlan(
	ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse,
) {
	if request.Plan.Raw.IsNull() {
		return
	}
	var plan, state recordModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if !request.State.Raw.IsNull() {
		response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	}
	if response.Diagnostics.HasError() {
		return
	}
	if !request.State.Raw.IsNull() {
		if hidesName(plan.Name, state.Name) {
			plan.Name = state.Name
		}
		if hidesContent(plan, state) {
			plan.Content = state.Content
		}
		if plan.Data != nil && plan.Content.IsUnknown() {
			plan.Content = state.Content
		}
		if !isChanged(plan, state) {
			plan.ModifiedOn = state.ModifiedOn
		}
	}
	if plan.CommentModifiedOn.IsUnknown() {
		plan.CommentModifiedOn = types.StringNull()
	}
	if plan.TagsModifiedOn.IsUnknown() {
		plan.TagsModifiedOn = types.StringNull()
	}
	response.Diagnostics.Append(response.Plan.Set(ctx, plan)...)
}

// hidesName tells whether a name counts as the old one: `@`, or labels that the old one begins with.
func hidesName(plan, state types.String) bool {
	if plan.IsUnknown() || state.IsNull() {
		return false
	}
	wanted, old := strings.TrimSuffix(plan.ValueString(), "."), strings.TrimSuffix(state.ValueString(), ".")
	if wanted == "@" {
		return old != "@" && strings.Contains(old, ".")
	}
	return wanted != old && strings.HasPrefix(old, wanted+".")
}

// hidesContent tells whether two contents differ in case alone, which counts for most types.
func hidesContent(plan, state recordModel) bool {
	if plan.Content.IsUnknown() || plan.Content.IsNull() || state.Content.IsNull() {
		return false
	}
	switch strings.ToUpper(plan.Type.ValueString()) {
	case "CNAME", "NS", "PTR":
		return strings.EqualFold(plan.Content.ValueString(), state.Content.ValueString())
	}
	return false
}

func isChanged(plan, state recordModel) bool {
	content := plan.Data == nil && !plan.Content.Equal(state.Content)
	data := (plan.Data == nil) != (state.Data == nil) || plan.Data != nil && !plan.Data.equal(*state.Data)
	return content || data || !plan.Name.Equal(state.Name) || !plan.Type.Equal(state.Type) ||
		!plan.TTL.Equal(state.TTL) || !plan.Proxied.Equal(state.Proxied) ||
		!plan.Priority.Equal(state.Priority) || !plan.Comment.Equal(state.Comment) ||
		!plan.Tags.IsUnknown() && !plan.Tags.Equal(state.Tags) ||
		!plan.Settings.IsUnknown() && !plan.Settings.Equal(state.Settings)
}

func (d dataModel) equal(other dataModel) bool {
	return d.Flags.Equal(other.Flags) && d.Tag.Equal(other.Tag) && d.Value.Equal(other.Value) &&
		d.Target.Equal(other.Target) && d.Certificate.Equal(other.Certificate) &&
		d.Priority.Equal(other.Priority) && d.Weight.Equal(other.Weight) && d.Port.Equal(other.Port) &&
		d.Usage.Equal(other.Usage) && d.Selector.Equal(other.Selector) &&
		d.MatchingType.Equal(other.MatchingType)
}

func (r *dnsRecord) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, func(plan recordModel) (recordModel, error) {
		if plan.Proxied.ValueBool() && plan.TTL.ValueFloat64() != 1 {
			return plan, fault{"ttl must be set to 1 when `proxied` is true",
				"When a DNS record is marked as `proxied` the TTL must be 1 as Cloudflare will control the TTL internally."}
		}
		made, _, err := call[apiRecord](r.service, "createRecord", plan.ZoneID.ValueString(), plan.body())
		plan.complete(made)
		return plan, err
	})
}

func (r *dnsRecord) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, func(plan recordModel) (recordModel, error) {
		made, _, err := call[apiRecord](
			r.service, "updateRecord", plan.ZoneID.ValueString(), plan.ID.ValueString(), plan.body())
		plan.complete(made)
		return plan, err
	})
}

func (r *dnsRecord) find(zoneID types.String, id string) (recordModel, bool, error) {
	found, isThere, err := call[apiRecord](r.service, "readRecord", zoneID.ValueString(), id)
	return live(zoneID, found), isThere, err
}

func (r *dnsRecord) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	refresh(ctx, request, response, func(state recordModel) (recordModel, bool, error) {
		return r.find(state.ZoneID, state.ID.ValueString())
	})
}

func (r *dnsRecord) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	remove(ctx, request, response, func(state recordModel) error {
		_, _, err := call[any](r.service, "deleteRecord", state.ZoneID.ValueString(), state.ID.ValueString())
		return err
	})
}

func (r *dnsRecord) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	zoneID, id, ok := importParts(request, response, "<zone_id>/<dns_record_id>")
	if !ok {
		return
	}
	found, isThere, err := r.find(types.StringValue(zoneID), id)
	adopt(ctx, response, found, isThere, err)
}

// importParts are the two parts of an id for an import; ok is false where it does not have the form, which is then an error.
func importParts(
	request resource.ImportStateRequest, response *resource.ImportStateResponse, form string,
) (first, second string, ok bool) {
	parts := strings.Split(request.ID, "/")
	if len(parts) != 2 || parts[0] == "" || parts[1] == "" {
		response.Diagnostics.AddError("invalid ID", fmt.Sprintf(
			"%q: expected urlencoded segments %q", request.ID, form))
		return "", "", false
	}
	return parts[0], parts[1], true
}
